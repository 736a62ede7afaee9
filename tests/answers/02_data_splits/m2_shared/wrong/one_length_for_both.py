# The student loops over the length of X_two in both tables.
# Message must contain: equal any row of X_one
def find_shared(X_one, X_two):
    found = []
    for i in range(len(X_two)):
        for j in range(len(X_two)):
            if (X_two[i] == X_one[j]).all():
                found.append(i); break
    return np.array(found, dtype=int)
