"""Mail: what a letter says, who carries it, when errands are run, and the pages its links lead to."""
