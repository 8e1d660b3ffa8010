"""The rules, pure: no database, no clock, no chance; those are arguments."""
