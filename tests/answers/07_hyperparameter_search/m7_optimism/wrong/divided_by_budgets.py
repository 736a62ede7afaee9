# The student divides by the number of budgets.
# Message must contain: The mean over the projects
def winner_optimism(valid, truth, budgets):
    rows, excess = np.arange(len(valid)), []
    for budget in budgets:
        first = np.argmax(valid[:, :budget], axis=1)
        excess.append(float(np.sum(valid[rows, first] - truth[rows, first]) / len(budgets)))
    return excess
