namespace Weir;

/// <summary>What a layer is put around.</summary>
public enum LayerTargetKind
{
    /// <summary>A step.</summary>
    Step,

    /// <summary>What stands in for a step whose attempts have failed.</summary>
    FallBack,

    /// <summary>A step that has steps inside, such as a loop or a pipeline in a pipeline.</summary>
    Composite,

    /// <summary>A whole pipeline.</summary>
    Pipeline,
}
