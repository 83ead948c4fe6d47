namespace Weir;

/// <summary>A hook threw; the run goes on as if it had not.</summary>
/// <param name="Hook">The <see cref="RunHook.Name"/> of the hook.</param>
/// <param name="Point">When it was told.</param>
/// <param name="Path">The address of the step that it was told of; null where that was the run.</param>
/// <param name="Error">What it threw; from a store that keeps text, a <see cref="KeptErrorException"/>.</param>
public sealed record HookFailed(string Hook, HookPoint Point, string? Path, Exception Error) : RunEvent;
