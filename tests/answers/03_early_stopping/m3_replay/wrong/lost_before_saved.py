# The student returns the loss lost before the epochs saved.
# Message must contain: in this order
def replay_patience(val_losses, patience):
    best = np.inf
    for epoch, value in enumerate(val_losses, 1):
        if value < best:
            best, best_epoch = value, epoch
        if epoch - best_epoch >= patience:
            break
    return epoch, best - min(val_losses), len(val_losses) - epoch
