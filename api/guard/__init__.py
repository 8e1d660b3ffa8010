"""What stands between a stranger's document and the machine: bounds in linear time, costs, and counted windows."""
