# The student puts each square beside its column.
# Message must contain: then all squares
def add_squares(X):
    columns = []
    for column in X.T:
        columns += [column, column**2]
    return np.column_stack(columns)
