// source: Microsoft Learn, Best practices for exceptions (https://learn.microsoft.com/dotnet/standard/exceptions/best-practices-for-exceptions)
// why: A node whose body is still its owner's to write fails with the exception made for that; constructors only pass on.
// expect: none

using System;
using System.Threading.Tasks;
using Weir;

namespace Corpus.HeldOut.LighthouseNode;

/// <summary>Asks how a lighthouse blinks.</summary>
/// <param name="Name">Its name on the chart.</param>
public sealed record LightQuery(string Name);

/// <summary>How a lighthouse blinks.</summary>
/// <param name="Period">From one group of flashes to the next.</param>
/// <param name="Flashes">How many flashes are in a group.</param>
public sealed record LightCharacter(TimeSpan Period, int Flashes);

/// <summary>There is no such lighthouse on the chart.</summary>
public class UnknownLightException : Exception
{
    /// <summary>Names the lighthouse.</summary>
    public UnknownLightException(string name)
        : base($"There is no lighthouse {name} on the chart.")
    {
    }

    /// <summary>Names the lighthouse and the cause.</summary>
    public UnknownLightException(string name, Exception inner)
        : base($"There is no lighthouse {name} on the chart.", inner)
    {
    }
}

/// <summary>Looks up lighthouses.</summary>
public sealed class LighthouseEffect : EffectNode<LightQuery, LightCharacter>
{
    /// <summary>Takes how it is run.</summary>
    public LighthouseEffect(NodeOptions options)
        : base(options)
    {
    }

    /// <inheritdoc/>
    public override ValueTask<LightCharacter> RunAsync(LightQuery input, StepContext context) =>
        throw new OperationNotImplementedException(Name, "look_up");
}
