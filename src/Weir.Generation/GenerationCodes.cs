namespace Weir.Generation;

/// <summary>The codes of what generation itself reports; docs/errors.md explains each.</summary>
public static class GenerationCodes
{
    /// <summary>No value was found that meets a property's limits, so tests that need one are missing.</summary>
    public const string NoSample = "WEIR3001";

    /// <summary>Two contracts of one generation have the same name.</summary>
    public const string SameName = "WEIR3003";

    /// <summary>An operation of the contract has no body in a package that is generated again.</summary>
    public const string NoBody = "WEIR3004";

    /// <summary>A body in a package that is generated again is of no operation of the contract.</summary>
    public const string NoOperation = "WEIR3005";

    /// <summary>No text was found that a pattern refuses, so the test of its breach is missing.</summary>
    public const string NoCounterexample = "WEIR3002";

    /// <summary>A quorum file whose members or weights cannot decide anything.</summary>
    public const string Quorum = "WEIR3006";

    /// <summary>A template does not compile, cannot be read, or shows one that is not there.</summary>
    public const string WrongTemplate = "WEIR3101";

    /// <summary>A template asks for a name that the data of the job has not.</summary>
    public const string UnknownVariable = "WEIR3102";

    /// <summary>A file of the folder of templates replaces none, and no other one shows it.</summary>
    public const string UnusedTemplate = "WEIR3103";
}
