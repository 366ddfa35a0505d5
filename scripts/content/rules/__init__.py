"""What must hold of chapters. Each rule notes problems and changes nothing; one cause is one problem."""
