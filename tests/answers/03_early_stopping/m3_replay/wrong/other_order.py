# The student gives the three numbers in another order.
# Message must contain: in this order
def replay_patience(val_losses, patience):
    best = np.inf
    for epoch, value in enumerate(val_losses, 1):
        if value < best:
            best, best_epoch = value, epoch
        if epoch - best_epoch >= patience:
            break
    return len(val_losses) - epoch, epoch, best - min(val_losses)
