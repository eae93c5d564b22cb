"""What editors say of a fact themselves: corrections, and that there is no such fact."""
