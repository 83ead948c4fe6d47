using Microsoft.Extensions.Options;

namespace Weir;

/// <summary>Refuses settings of one executor that are unknown, unreadable or out of range, all at once.</summary>
internal sealed class HostOptionsCheck(WeirRegistration registration) : IValidateOptions<WeirHostOptions>
{
    public ValidateOptionsResult Validate(string? name, WeirHostOptions options)
    {
        if (name != registration.Name)
        {
            return ValidateOptionsResult.Skip;
        }

        string[] problems = [.. HostSetting.Problems(registration.Section, options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
