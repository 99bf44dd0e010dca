"""What is measured of mail: how fast, how late, and what is left when its senders are killed."""
