"""Where the desk's keys live: the operating system's key store, or a published constant in training."""
