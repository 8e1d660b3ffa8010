// Indexes of this version that the database does not have, or that do not answer.
// Repair: Run `confrere migrate`, which waits for them; an index that failed is dropped and created again.
SHOW INDEXES YIELD name, state
RETURN name, state
