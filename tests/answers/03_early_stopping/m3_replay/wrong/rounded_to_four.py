# The student rounds the loss to four decimals.
# Message must contain: Round nothing
def replay_patience(val_losses, patience):
    """Return what a patience would have saved and lost in a training that ran to its end."""
    best = np.inf
    for epoch, value in enumerate(val_losses, 1):
        if value < best:
            best, best_epoch = value, epoch
        if epoch - best_epoch >= patience:
            break
    return epoch, len(val_losses) - epoch, round(best - min(val_losses), 4)
