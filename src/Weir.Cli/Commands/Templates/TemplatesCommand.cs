using System.CommandLine;

namespace Weir.Cli.Commands;

/// <summary><c>weir templates</c>: what packages are rendered from.</summary>
internal static class TemplatesCommand
{
    public static Command Create() => new("templates", """
        Lists, shows, checks and renders the templates that packages are made of, and those of a folder that replace some of them.

        Example:
          weir templates list
          weir templates show node/user
          weir templates check --templates my-templates
          weir templates render my-page --data page.yaml --templates my-templates
        """)
    {
        TemplatesListCommand.Create(),
        TemplatesShowCommand.Create(),
        TemplatesCheckCommand.Create(),
        TemplatesRenderCommand.Create(),
    };

    public static Option<string?> Folder() => new("--templates")
    {
        Description = "A folder whose files replace shipped templates one by one: node/node.hbs that of the id node/node. Default: those that are shipped.",
        HelpName = "DIR",
    };
}
