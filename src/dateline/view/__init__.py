"""What people see of a coded page: the terminal sheet, the HTML page, the notebook and the doctor's report."""
