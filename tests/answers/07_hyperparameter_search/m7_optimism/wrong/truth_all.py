# The student subtracts the truth of all projects.
# Message must contain: truth[rows, w]
def winner_optimism(valid, truth, budgets):
    rows, excess = np.arange(len(valid)), []
    for budget in budgets:
        first = np.argmax(valid[:, :budget], axis=1)
        excess.append(float(np.mean(valid[rows, first] - truth[:, first])))
    return excess
