def find_shared(X_one, X_two):
    found = []
    for i in range(len(X_two)):
        for row in X_one:
            if np.array_equal(row, X_two[i]):
                found.append(i)
                break
    return np.array(found).astype(int)
