# The student returns the saved epochs as a percentage.
# Message must contain: epochs after it in this list
def replay_patience(val_losses, patience):
    best = np.inf
    for epoch, value in enumerate(val_losses, 1):
        if value < best:
            best, best_epoch = value, epoch
        if epoch - best_epoch >= patience:
            break
    return epoch, 100 * (len(val_losses) - epoch) / len(val_losses), best - min(val_losses)
