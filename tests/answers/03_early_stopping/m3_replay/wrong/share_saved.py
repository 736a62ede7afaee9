# The student returns the saved epochs as a share.
# Message must contain: number of epochs, not a share
def replay_patience(val_losses, patience):
    best = np.inf
    for epoch, value in enumerate(val_losses, 1):
        if value < best:
            best, best_epoch = value, epoch
        if epoch - best_epoch >= patience:
            break
    return epoch, 1 - epoch / len(val_losses), best - min(val_losses)
