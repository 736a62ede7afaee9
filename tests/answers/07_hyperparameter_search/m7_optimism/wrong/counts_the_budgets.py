# The student takes 1, 2, 3 for the budgets.
# Message must contain: One number per budget
def winner_optimism(valid, truth, budgets):
    rows = np.arange(len(valid))
    result = []
    for budget in range(len(budgets)):
        winner = valid[:, : budget + 1].argmax(axis=1)
        result.append(np.mean(valid[rows, winner] - truth[rows, winner]))
    return result
