// source: CWE-546 (https://cwe.mitre.org/data/definitions/546.html)
// why: The domain speaks of todo lists, hackathons and place holders; nothing is left undone.
// expect: none

using System;
using System.Collections.Generic;
using System.Linq;

namespace Corpus.HeldOut.ChoresBoard;

/// <summary>Where a chore stands.</summary>
public enum ChoreState
{
    /// <summary>Nobody has begun.</summary>
    Todo,

    /// <summary>Somebody is at it.</summary>
    Doing,

    /// <summary>It is over.</summary>
    Done,
}

/// <summary>A thing to do in the house.</summary>
/// <param name="Title">What is to do.</param>
/// <param name="State">Where it stands.</param>
public sealed record Chore(string Title, ChoreState State = ChoreState.Todo);

/// <summary>The board in the kitchen.</summary>
public sealed class ChoresBoard
{
    private readonly List<Chore> _todoItems = [];

    /// <summary>What the empty input shows as its placeholder.</summary>
    public string InputPlaceholder { get; init; } = "What is to be done?";

    /// <summary>The month of the hackathon, when all chores are put off.</summary>
    public int HackathonMonth { get; init; } = 10;

    /// <summary>Puts a chore on the board.</summary>
    public void Add(string title)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);

        // The todo list of a flat is short, so a list is searched from end to end.
        if (_todoItems.All(item => !item.Title.Equals(title, StringComparison.OrdinalIgnoreCase)))
        {
            _todoItems.Add(new Chore(title));
        }
    }

    /// <summary>How many chores nobody has begun.</summary>
    public int TodoCount() => _todoItems.Count(item => item.State is ChoreState.Todo);

    /// <summary>One line for the door of the fridge.</summary>
    public string Summary() => $"{TodoCount()} to do, {_todoItems.Count - TodoCount()} under way or done";
}
