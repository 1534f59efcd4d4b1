"""What can be done with a whole list: send it out, change many records, copy and paste."""
