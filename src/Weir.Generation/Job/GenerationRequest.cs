using Weir.Generation.Packaging;
using Weir.Generation.Validation;

namespace Weir.Generation;

/// <summary>What is to be generated, and where to.</summary>
public sealed record GenerationRequest
{
    /// <summary>Contract files, and folders whose <c>*.yaml</c> and <c>*.yml</c> files are contracts (folders below them too, but for hidden ones and the output).</summary>
    public required IReadOnlyList<string> Contracts { get; init; }

    /// <summary>The folder under which each package gets a folder of its own; made if it is not there.</summary>
    public required string Output { get; init; }

    /// <summary>How the packages find Weir.</summary>
    public required WeirReference Reference { get; init; }

    /// <summary>How many steps may be in flight at once; null is the executor's own choice. From 1 to 4096.</summary>
    public int? MaxParallel { get; init; }

    /// <summary>True: the first failure stops the rest. False, the default: everything that can be generated is.</summary>
    public bool FailFast { get; init; }

    /// <summary>The clock; the system's unless given.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// The workflow file that makes a package of one contract, with the inputs <c>contract</c> and <c>out</c> and the output <c>package</c>; default null, the one that is shipped.
    /// The contract may be read and the output folder written, whatever its permissions are.
    /// </summary>
    public string? Workflow { get; init; }

    /// <summary>
    /// Who is asked whether a package is to be written, beside the validators: <c>off</c>, <c>local</c> (three reviewers that are rules, not models) or the path of a quorum file;
    /// default null, <c>off</c>, and in the profile <c>production</c> <c>local</c>. docs/quorum.md describes both.
    /// </summary>
    public string? Quorum { get; init; }

    /// <summary>How strictly packages are judged, at the least; default null, as each contract says, else <see cref="ValidationProfile.Standard"/>. One that fails fast stops the rest at the first failure, as <see cref="FailFast"/> does.</summary>
    public ValidationProfile? Profile { get; init; }

    /// <summary>
    /// A folder whose files replace shipped templates one by one: <c>node/node.hbs</c> that of the id <c>node/node</c>; default null, none. The files are taken as they are when they are first needed.
    /// docs/templates.md says what each template may ask for.
    /// </summary>
    public string? Templates { get; init; }
}
