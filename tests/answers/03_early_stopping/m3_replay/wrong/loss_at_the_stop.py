# The student forgets that the best weights are restored.
# Message must contain: take the lowest loss up to the stop
def replay_patience(val_losses, patience):
    best = np.inf
    for epoch, value in enumerate(val_losses, 1):
        if value < best:
            best, best_epoch = value, epoch
        if epoch - best_epoch >= patience:
            break
    return epoch, len(val_losses) - epoch, value - min(val_losses)
