using System.Diagnostics.CodeAnalysis;

namespace Weir;

/// <summary>What the current call of one flow of steps has rented.</summary>
/// <remarks>
/// No loop looks at it after a step: a rental asks by the mark of its call whether that still goes on, and what was not given back is
/// taken back when the next call rents, or when the flow ends. A step that was left behind may still rent, on another thread.
/// </remarks>
internal sealed class Rentals
{
    private const int Few = 16;

    private readonly Lock _gate = new();

    // Under _gate; what ends is taken out first, for that calls code of users.
    private readonly List<IRental> _rentals = [];
    private int _limit = Few;
    private bool _isLeft;

    // Only of the flow.
    private CallMark _mark;

    /// <summary>Takes back what calls before this one have left.</summary>
    public void Enter(CallMark mark)
    {
        if (mark != _mark)
        {
            End();
            _mark = mark;
        }
    }

    /// <summary>Notes a rental of the current call.</summary>
    public void Add(IRental rental)
    {
        lock (_gate)
        {
            if (_isLeft)
            {
                rental.Leave();
                return;
            }

            if (_rentals.Count == _limit)
            {
                // A call that rents and gives back in a loop.
                _rentals.RemoveAll(static one => one.HasEnded);
                _limit = Math.Max(Few, _rentals.Count * 2);
            }

            _rentals.Add(rental);
        }
    }

    /// <summary>Takes everything back.</summary>
    public void End()
    {
        while (TryTake(out var rental))
        {
            rental.End();
        }
    }

    /// <summary>Ends everything, also what is rented from now on, and takes nothing back.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _isLeft = true;
            _rentals.ForEach(static one => one.Leave());
            _rentals.Clear();
        }
    }

    private bool TryTake([NotNullWhen(true)] out IRental? rental)
    {
        lock (_gate)
        {
            rental = _rentals.Count == 0 ? null : _rentals[^1];
            if (rental is not null)
            {
                _rentals.RemoveAt(_rentals.Count - 1);
            }

            return rental is not null;
        }
    }
}
