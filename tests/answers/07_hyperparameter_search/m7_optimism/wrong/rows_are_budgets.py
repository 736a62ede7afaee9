# The student takes the first b projects.
# Message must contain: valid[:b] takes projects
def winner_optimism(valid, truth, budgets):
    result = []
    for budget in budgets:
        v, t = valid[:budget], truth[:budget]
        winner = v.argmax(axis=1)
        rows = np.arange(len(v))
        result.append(np.mean(v[rows, winner] - t[rows, winner]))
    return result
