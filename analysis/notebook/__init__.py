"""What notebooks call: open a study, answer a question, keep the finding."""
