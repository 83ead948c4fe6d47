// source: CWE-546 (https://cwe.mitre.org/data/definitions/546.html)
// why: an application about to-do lists uses the word as a name and in running text
// expect: none

using System;
using System.Collections.Generic;
using System.Linq;

namespace Corpus.TodoLists;

/// <summary>One thing on a to-do list.</summary>
public sealed record TodoItem(Guid Id, string Title)
{
    /// <summary>Whether it is done.</summary>
    public bool IsDone { get; init; }
}

/// <summary>Keeps the todo list of a packer.</summary>
public sealed class TodoList
{
    private readonly Dictionary<Guid, TodoItem> _todo = [];

    /// <summary>What is still to be done, by title.</summary>
    public IReadOnlyList<TodoItem> Open => _todo.Values.Where(item => !item.IsDone).OrderBy(item => item.Title).ToList();

    /// <summary>Puts something on the list.</summary>
    /// <param name="title">What is to be done.</param>
    public TodoItem Add(string title)
    {
        // The board shows the todo list in the order of the titles, whatever the order here.
        var item = new TodoItem(Guid.NewGuid(), title);
        _todo.Add(item.Id, item);
        return item;
    }

    /// <summary>Ticks something off.</summary>
    /// <param name="id">The thing.</param>
    public bool TryTick(Guid id)
    {
        if (!_todo.TryGetValue(id, out var item))
        {
            return false;
        }

        // An item that was a hack or a quick fix is ticked like any other.
        _todo[id] = item with { IsDone = true };
        return true;
    }
}
