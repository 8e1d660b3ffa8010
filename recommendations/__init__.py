"""Ranks people and teams; never talks to the database itself."""
