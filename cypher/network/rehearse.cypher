// Makes a transaction one that has written, for a rehearsal that is taken back: the plans of such ones are kept apart.
CREATE (nobody)
RETURN count(nobody) AS made
