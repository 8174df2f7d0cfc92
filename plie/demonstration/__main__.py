from plie.demonstration.lancement import main

main()
