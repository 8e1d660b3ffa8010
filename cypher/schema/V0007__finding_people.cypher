// Search by name and by e-mail address: status and visibility lead each index, so hidden people are not even passed by.
CREATE INDEX freelancer_by_name FOR (f:Freelancer) ON (f.status, f.visibility, f.nameKey);
CREATE INDEX freelancer_by_initial FOR (f:Freelancer) ON (f.status, f.visibility, f.initialKey, f.nameKey);
CREATE INDEX freelancer_by_email FOR (f:Freelancer) ON (f.status, f.visibility, f.emailKey);
