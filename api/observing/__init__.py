"""What an operator sees of the work: numbers, lines and spans, and nothing of anybody's."""
