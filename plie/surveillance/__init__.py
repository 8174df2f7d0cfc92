"""What whoever runs the platform is told: warnings, figures for a supervisor, lines of log."""
