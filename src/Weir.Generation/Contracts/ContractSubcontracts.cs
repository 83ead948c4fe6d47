namespace Weir.Generation.Contracts;

/// <summary>A state machine: its states in order, each with its C# name, and the transitions that are allowed. It begins with the first state.</summary>
public sealed record ContractStateMachine(IReadOnlyList<EnumMember> States, IReadOnlyList<StateTransition> Transitions);

/// <summary>A transition that is allowed, by the names of the states in the contract.</summary>
public sealed record StateTransition(string From, string To);

/// <summary>What becomes of the values of a node, and how long a window of them is; more than 0.</summary>
public sealed record ContractAggregation(AggregationType Type, TimeSpan Window);

/// <summary>What the store of the node's state is called (<c>memory</c>, <c>redis</c>, <c>postgres</c>), and what is kept for each key; at least one name.</summary>
public sealed record ContractTrackedState(string Persistence, IReadOnlyList<string> Names);

/// <summary>The events that the node consumes and produces, by name, each once.</summary>
public sealed record ContractEvents(IReadOnlyList<string> Consumed, IReadOnlyList<string> Produced);
