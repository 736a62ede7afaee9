# The student takes means over all trials of the budget.
# Message must contain: One number per budget
def winner_optimism(valid, truth, budgets):
    rows = np.arange(len(valid))
    result = []
    for budget in budgets:
        winner = valid[:, :budget].argmax(axis=1)
        result.append(np.mean(valid[:, :budget] - truth[:, :budget]))
    return result
