# The student takes an equal value for an improvement.
# Message must contain: compare with the lowest so far
def replay_patience(val_losses, patience):
    best = np.inf
    for epoch, value in enumerate(val_losses, 1):
        if value <= best:
            best, best_epoch = value, epoch
        if epoch - best_epoch >= patience:
            break
    return epoch, len(val_losses) - epoch, best - min(val_losses)
