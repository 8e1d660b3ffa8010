"""What Confrere costs, beside raw Bolt, a plain route and its peers; each script prints the machine it ran on."""
