namespace Weir;

/// <summary>A hosted pipeline, as one looks at it that does not know its types.</summary>
internal interface IHostedPipeline
{
    string Name { get; }

    IPipeline Steps { get; }
}
