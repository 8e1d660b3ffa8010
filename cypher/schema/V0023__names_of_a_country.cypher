// Names of a country, as there are of a city: who searches for a name is shown first who is near.
CREATE INDEX freelancer_by_country FOR (f:Freelancer) ON (f.status, f.visibility, f.countryCode, f.nameKey);
