namespace Weir;

/// <summary>When hooks are told.</summary>
public enum HookPoint
{
    /// <summary><see cref="RunHook.BeforeRunAsync"/>.</summary>
    BeforeRun,

    /// <summary><see cref="RunHook.AfterRunAsync"/>.</summary>
    AfterRun,

    /// <summary><see cref="RunHook.BeforeStepAsync"/>.</summary>
    BeforeStep,

    /// <summary><see cref="RunHook.AfterStepAsync"/>.</summary>
    AfterStep,

    /// <summary><see cref="RunHook.StepFailedAsync"/>.</summary>
    StepFailed,
}
