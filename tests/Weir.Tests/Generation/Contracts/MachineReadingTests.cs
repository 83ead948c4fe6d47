using Weir.Generation.Contracts;

namespace Weir.Tests.Generation.Contracts;

public sealed class MachineReadingTests
{
    [Fact]
    public void Read_OfAMachineWithLooseStates_WarnsOfEach()
    {
        var found = Sample.Errors("subcontracts: {fsm: {states: [a, b, c, d, e], transitions: [[a, b], [b, a], [c, d], [d, c]]}}");
        Assert.Equal(
            [
                (ContractCodes.UnreachableState, "No transitions lead from 'a', the first state, to 'c'; add one, or take the state out."),
                (ContractCodes.UnreachableState, "No transitions lead from 'a', the first state, to 'd'; add one, or take the state out."),
                (ContractCodes.UnreachableState, "No transitions lead from 'a', the first state, to 'e'; add one, or take the state out."),
                (ContractCodes.StateWithoutExit, "No transition leaves 'e'; add one, or list the state in final_states."),
            ],
            found.Select(static one => (one.Code, one.Message)));
    }

    [Fact]
    public void Read_OfAMachineWhoseEndIsFinal_FindsNothing() =>
        Assert.Empty(Sample.Errors("subcontracts: {fsm: {states: [a, b], transitions: [[a, b]], final_states: [b]}}"));

    [Fact]
    public void Read_OfSubcontracts_TakesThem()
    {
        var contract = Sample.Read("""
            subcontracts:
              routing: {routes: [x, y], routing_strategy: hash}
              aggregation: {aggregation_type: avg}
              state_management: {persistence: redis, tracked_state: {total: {type: number}, last: any}}
              event_type: {consumed_events: [a, b], produced_events: [c]}
            """);
        Assert.Equal((RoutingStrategy.Hash, new ContractAggregation(AggregationType.Average, TimeSpan.FromMinutes(1))), (contract.RoutingStrategy, contract.Aggregation));
        Assert.Equal(("redis", "total last"), (contract.TrackedState!.Persistence, string.Join(' ', contract.TrackedState.Names)));
        Assert.Equal(("a b", "c"), (string.Join(' ', contract.Events!.Consumed), string.Join(' ', contract.Events.Produced)));
    }
}
