# The student compares with the lowest loss after the stop.
# Message must contain: The lowest of all may lie before the stop
def replay_patience(val_losses, patience):
    best = np.inf
    for epoch, value in enumerate(val_losses, 1):
        if value < best:
            best, best_epoch = value, epoch
        if epoch - best_epoch >= patience:
            break
    return epoch, len(val_losses) - epoch, best - min(val_losses[epoch:], default=best)
