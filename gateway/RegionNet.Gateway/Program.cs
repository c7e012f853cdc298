using RegionNet.Gateway;
using RegionNet.Gateway.Portal;

try
{
    await GatewayHost.Build(args, PortalFiles.Folder).RunAsync();
    return 0;
}
catch (InvalidOperationException exception)
{
    // Configuration that is missing: one sentence that names it says more than a stack.
    await Console.Error.WriteLineAsync($"The gateway can't start. {exception.Message}");
    return 1;
}
