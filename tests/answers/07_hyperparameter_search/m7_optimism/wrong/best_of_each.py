# The student takes the best truth instead of the winner's.
# Message must contain: Not the best truth
def winner_optimism(valid, truth, budgets):
    rows = np.arange(len(valid))
    result = []
    for budget in budgets:
        winner = valid[:, :budget].argmax(axis=1)
        result.append(np.mean(valid[:, :budget].max(axis=1) - truth[:, :budget].max(axis=1)))
    return result
