// Constraints of this version that the database does not have.
// Repair: Run `confrere migrate`; if it says that nothing was missing, create them as they stand in `cypher/schema`.
SHOW CONSTRAINTS YIELD name
RETURN name
