"""Building blocks with two or more users. They know nothing of citizens, registers or purposes."""
