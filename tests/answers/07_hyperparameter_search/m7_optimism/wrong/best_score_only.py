# The student returns the best score.
# Message must contain: Subtract the winner's truth
def winner_optimism(valid, truth, budgets):
    rows = np.arange(len(valid))
    result = []
    for budget in budgets:
        winner = valid[:, :budget].argmax(axis=1)
        result.append(np.mean(valid[rows, winner]))
    return result
