# The student sorts the caller's list for its lowest value.
# Message must contain: do not sort
def replay_patience(val_losses, patience):
    best = np.inf
    for epoch, value in enumerate(val_losses, 1):
        if value < best:
            best, best_epoch = value, epoch
        if epoch - best_epoch >= patience:
            break
    val_losses.sort()
    return epoch, len(val_losses) - epoch, best - val_losses[0]
