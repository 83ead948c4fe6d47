namespace Weir.Yaml.Files;

/// <summary>The codes of what can be wrong with a workflow file; docs/errors.md explains each.</summary>
public static class WorkflowCodes
{
    /// <summary>The format version is missing or unknown.</summary>
    public const string Version = "WEIR1001";

    /// <summary>A name breaks the rule of names.</summary>
    public const string Name = "WEIR1002";

    /// <summary>Two things have one name.</summary>
    public const string Duplicate = "WEIR1003";

    /// <summary>A step needs one that does not exist.</summary>
    public const string UnknownStep = "WEIR1004";

    /// <summary>Steps need one another in a circle.</summary>
    public const string Cycle = "WEIR1005";

    /// <summary>There is no such step type.</summary>
    public const string UnknownType = "WEIR1006";

    /// <summary>A step type is not given what it needs.</summary>
    public const string MissingParameter = "WEIR1007";

    /// <summary>A step type is given what it does not know.</summary>
    public const string UnknownParameter = "WEIR1008";

    /// <summary>A parameter has a value that does not fit.</summary>
    public const string Parameter = "WEIR1009";

    /// <summary>An expression cannot be read, names what is not there, or does not fit.</summary>
    public const string Expression = "WEIR1010";

    /// <summary>A duration that is none.</summary>
    public const string Duration = "WEIR1011";

    /// <summary>An input is declared with something that does not fit.</summary>
    public const string Input = "WEIR1012";

    /// <summary>A resource is not declared, or more of it is wanted than there is.</summary>
    public const string Resource = "WEIR1013";

    /// <summary>Something is not permitted.</summary>
    public const string Permission = "WEIR1014";

    /// <summary>A file that belongs to the workflow is not there.</summary>
    public const string MissingFile = "WEIR1015";

    /// <summary>Workflow files include one another in a circle.</summary>
    public const string IncludeLoop = "WEIR1016";

    /// <summary>A value that no type of expressions holds.</summary>
    public const string Value = "WEIR1017";

    /// <summary>Something has no effect where it stands.</summary>
    public const string NoEffect = "WEIR1018";

    /// <summary>The file has no stages, or a stage no steps.</summary>
    public const string Empty = "WEIR1019";

    /// <summary>An input that a run is given is not there, does not fit, or is missing.</summary>
    public const string GivenInput = "WEIR1020";

    /// <summary>An answer that a run is given belongs to no approval, or is none of its choices.</summary>
    public const string GivenAnswer = "WEIR1021";

    /// <summary>A step type stands where it cannot work.</summary>
    public const string Place = "WEIR1022";

    /// <summary>A file changed since the run that is to be resumed began.</summary>
    public const string Changed = "WEIR1023";
}
